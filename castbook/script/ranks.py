"""The weights of ranking.py, as tests/script_ranks.py prints them. Pure."""

RANKS = """
after:0.60 after-first:-0.23 after-paragraph:0.31 ago-1:-0.02 ago-12:-0.65 ago-2:0.43 ago-20:-0.02 ago-3:-0.16
ago-40:0.60 ago-5:-0.17 ago-8:-0.77 ago-never:-0.27 agrees:0.34 before:0.43 before-subject:0.24 differs:-0.68
guess:0.63 guess-stranger:-0.53 in:1.15 in-name:1.19 in-noun:0.17 in-pronoun:-0.21 named:0.35 narrator:-1.23
near-agrees:0.84 near-differs:-0.19 near-unsure:-0.04 new-0:-0.27 new-1:-0.66 new-2:-0.39 new-3:-0.09 nobody:1.02
stranger:-1.05 unsure:-0.36
"""
