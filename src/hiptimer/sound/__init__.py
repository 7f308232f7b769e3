"""The tones, and the ways they reach a loudspeaker."""
