"""The weights of ranking.py, as tests/script_ranks.py prints them. Pure."""

RANKS = """
after:0.53 after-first:-0.25 after-paragraph:0.31 ago-1:-0.07 ago-12:-0.51 ago-2:0.40 ago-20:0.03 ago-3:-0.20
ago-40:0.59 ago-5:-0.24 ago-8:-0.77 ago-never:-0.26 agrees:0.36 before:0.38 before-subject:0.28 differs:-0.70
guess:0.63 guess-stranger:-0.53 in:1.17 in-name:1.19 in-noun:0.20 in-pronoun:-0.22 named:0.41 narrator:-1.19
near-agrees:0.60 near-differs:-0.29 near-unsure:-0.04 new-0:-0.26 new-1:-0.71 new-2:-0.38 new-3:-0.00 nobody:1.03
stranger:-1.00 unsure:-0.36
"""
