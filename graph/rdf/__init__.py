"""The merged graph as RDF and back; no module outside this folder imports rdflib."""
