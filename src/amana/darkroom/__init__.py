"""The dark room: a worker for hostile files. One file a process; no network, no file, no child, no secret; pixels, sound
or text out (P10, design §4.12). `room` is the door; everything behind it works on bytes that a stranger wrote.
"""
