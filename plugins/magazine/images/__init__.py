"""Pictures: inspection, variants, drawings, credits, their HTML. Knows no article."""
