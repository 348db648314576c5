"""Pages. Each view is five moves: authorise, form, one service, message, redirect."""
