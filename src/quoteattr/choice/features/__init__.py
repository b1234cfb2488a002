"""What the learned stages ask of a token, a cue and a reading."""
