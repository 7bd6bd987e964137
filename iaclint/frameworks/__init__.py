"""What calls on the frameworks' libraries mean for the model."""
