// Package config is the server's configuration: one YAML document, read strictly, with ${NAME} taken from the
// environment. It knows no dialect's fields; it says which upstreams there are, which models lead to them, who may ask, and
// what may be lost.
package config
