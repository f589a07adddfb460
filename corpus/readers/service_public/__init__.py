"""service-public.fr: sheets as the DILA publishes them, in XML or as JSON trees of the same."""
