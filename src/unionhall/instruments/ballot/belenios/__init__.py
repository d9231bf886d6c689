"""The voting protocol Belenios 2.0 for homomorphic questions, by itself: no Django, nothing of the hall.

What this package refuses is an `errors.Refused`: `Invalid` for what is dishonest, with the class of its
fault, `Unreadable` for what can't be parsed or belongs to another version. Nothing else is raised for what
others wrote.

    archive, events     the records of `<uuid>.bel`, read and appended to
    elections           the questions and the key; `credentials`, who may vote
    voting, checking    making a ballot; checking one as it is cast
    trustees, pedersen  keys of one or of t among n, and their private messages
    tally, decryption, results
    verification        a whole archive, under a grammar stricter than that of the original program
    commitments         what a casting check computed, kept so that auditors are faster
"""
