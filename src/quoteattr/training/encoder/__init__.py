"""Fine-tuning the encoder of the accurate engine."""
