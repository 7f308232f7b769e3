"""The drawn body: its baked outlines, their colours, and the frame that stands for a moment."""
