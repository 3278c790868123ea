"""What the ink of a page tells that its text does not: how often wrongly, at what cost, and how much of the damage.

damage        ways to make a cell read otherwise than it is seen
"""
