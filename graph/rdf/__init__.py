"""The merged graph as RDF and back; no module outside this folder imports rdflib."""

import logging

# rdflib tells its own log of every value that is none, with a trace, on whoever's screen; what is
# wrong with a file is said by our errors.
logging.getLogger("rdflib").addHandler(logging.NullHandler())
