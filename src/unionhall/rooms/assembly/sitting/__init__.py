"""What happens while a congress sits, as a log that everything else is worked out from; no Django in it.

`events` are the lines of the log, `shares` the arithmetic, `sitting` what follows from all lines so far and
which may come next. The page, the minutes, the archive and its verification read the same log.
"""
