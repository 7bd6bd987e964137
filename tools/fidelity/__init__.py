"""How closely the model matches what the real frameworks made of real programs."""
