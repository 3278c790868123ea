"""How fast it is: each thing against the least that could do the same, side by side. `make bench`."""
