"""From a case snapshot to a paper that a judge can read: PDF/A-3, tagged, in the languages of the words folder.

Pure: nothing here knows Django or the network. `snapshot` is the whole input, `pdf.make` the way through.
"""
