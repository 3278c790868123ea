"""One file a kind of chart: a pure function from a table and its words to a Plotly figure."""
