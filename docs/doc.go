// Package docs holds the pages for readers. Its tests keep what is derived from the code as it is: the tables of what each pair of
// dialects loses are made of what the encoders report over the adapters' goldens. "go test ./docs -update" rewrites them.
package docs
