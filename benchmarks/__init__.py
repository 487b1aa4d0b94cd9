"""The budgets of the design, measured: `./bench --list` names them, `./bench NAME…` measures.

Each bench is one module here with `measure(stage)`. It starts what it needs on free ports of
loopback in a folder of its own, ends what it started, and ends itself after three minutes.
"""
