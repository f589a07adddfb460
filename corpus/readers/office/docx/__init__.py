"""Reading Word documents: DOCX and its kin, as Word shows them once every change is accepted."""
