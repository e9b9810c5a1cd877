"""A period laid out as a wage slip: employer by employer, by the three methods, with nothing paid.

months     which days: a calendar month, or any
reading    what is read of the store
lines      what is done on each platform, at which rates, for which amounts
notes      the figures behind the amounts, with their sources
slip       all of it as data: the same for the page, the PDF, the CSV and the terminal
formats    the texts of a language, with its figures
words      the slip in one language, nothing left to choose: pages only lay it out
table      the slip as CSV
terminal   the slip as lines of text
pdf        the slip as PDF, from a worker process
routes     where the pages ask for these
"""
