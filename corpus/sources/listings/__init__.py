"""Listings: for each type of source, the documents that it holds at this moment."""

from corpus.sources.http.content import DOCUMENTS
from corpus.sources.listing import Listing, RemoteDocument
from corpus.sources.session import Session
from corpus.sources.source import (
    DataGouvSource,
    NpmSource,
    OgpSource,
    SitemapSource,
    UrlSource,
    WebSource,
    WordPressSource,
    ZipSource,
)


async def list_documents(source: WebSource, session: Session) -> Listing:
    """The documents of a source. Raises FetchError where the source does not say."""
    match source:
        case UrlSource():
            accept = source.content_types or DOCUMENTS
            listing = Listing((RemoteDocument(url=source.url, accept=accept),))
        case WordPressSource():
            from corpus.sources.listings.wordpress import list_wordpress

            listing = await list_wordpress(source, session)
        case SitemapSource():
            from corpus.sources.listings.sitemap import list_sitemap

            listing = await list_sitemap(source, session)
        case OgpSource():
            from corpus.sources.listings.ogp import list_ogp

            listing = await list_ogp(source, session)
        case NpmSource():
            from corpus.sources.listings.npm import list_npm

            listing = await list_npm(source, session)
        case ZipSource():
            from corpus.sources.listings.zip_archive import list_zip

            listing = await list_zip(source, session)
        case DataGouvSource():
            from corpus.sources.listings.data_gouv import list_data_gouv

            listing = await list_data_gouv(source, session)
        case _:
            raise TypeError(f"{type(source).__name__} is a source that nothing lists")
    return listing
