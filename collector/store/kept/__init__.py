"""What is kept beside the log: choices, pauses, paired browsers, whose log it is."""
