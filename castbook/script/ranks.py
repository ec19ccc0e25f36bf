"""The weights of ranking.py, as tests/script_ranks.py prints them. Pure."""

RANKS = """
ago-1:0.02 ago-12:-0.00 ago-2:-0.22 ago-20:-0.35 ago-3:-0.10 ago-40:-0.43 ago-5:-0.36 ago-8:-0.71 ago-never:-0.00
agrees:0.95 before:-0.15 before-object:-0.03 before-subject:-0.03 coming-1:-0.52 coming-3:-0.39 coming-8:-0.86
coming-name:0.74 differs:-0.82 first:0.31 guess:0.65 here:0.09 here-first:0.05 here-subject:0.35 in:0.59 in-name:1.07
in-noun:0.47 in-pronoun:-0.83 last-0-here:0.89 last-1:0.75 last-1-here:1.07 last-2:0.21 last-2-here:0.45
last-article:0.12 last-far:-0.42 last-far-here:0.20 last-guess:0.34 last-he:0.28 last-his:1.00 last-i:0.33
last-other:0.77 last-subject:-0.28 last-they:0.67 left-name:0.85 left-noun:0.26 left-pronoun:-0.28 most:0.48 named:1.42
named-later-12:0.19 named-later-2:0.67 named-later-6:0.13 named-later-far:1.00 named-new-0:0.11 named-new-1:0.81
named-new-2:0.85 named-new-3:0.97 narrator:0.53 narrator-article:-0.23 narrator-he:-0.74 narrator-his:-0.23
narrator-i:1.69 narrator-other:0.34 narrator-they:-0.30 near-agrees:0.40 near-differs:-0.33 near-unsure:0.07
new-1:-0.02 new-2:0.32 new-3:0.04 nobody:2.16 nobody-0.0:1.06 nobody-0.5:1.24 nobody-0.6:0.18 nobody-0.7:0.21
nobody-0.8:0.33 nobody-0.9:-0.73 nobody-1.0:-0.13 nobody-before:-0.08 nobody-guessed:-0.38 nobody-here:-0.26
nobody-in:-0.12 not-last-guess:-1.43 right-name:0.08 right-noun:-0.20 right-pronoun:0.26 stranger:-0.51 told-0:-0.10
told-1:-0.16 told-20:-0.64 told-40:-0.63 told-8:-0.62 unsure:0.91
"""
