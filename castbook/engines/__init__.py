"""What renders a portrait: one protocol (engine.py) and its engines."""
