"""What charts show, on screen as on paper, before anything is drawn: scales, axes, which rows stand where."""
