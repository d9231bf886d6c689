"""The one place that counts matters for reports and boards, and that hides small groups of people.

`counting` reads the spine, `known` says what everybody reads one by one, `hiding` decides what may be seen,
`publishing` puts these together, and `freezing` keeps what was published for a closed month.
"""
