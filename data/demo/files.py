"""What lies beside the documents of a made-up county."""

ROSTER = "单位名录.csv"  # its bodies
ANSWERS = "答案.json"  # the key to its documents
