"""For the classroom: invented people whose acts nobody did, each made from a few lines of habits.

personas    who there is, from `personas/*.json`
acts_of     the acts of one of them, the same for the same person, days, seed and last day
made        their store, in a folder of its own, marked
"""
