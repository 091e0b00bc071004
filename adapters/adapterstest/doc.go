// Package adapterstest is the acceptance test that every adapter passes: laws that hold for any document of its dialect,
// run over the goldens in the adapter's testdata and over a corpus of recorded traffic that is kept outside of the
// repository.
//
// The corpus is the folder that INTERLINGUA_CORPUS names, or shared/corpus beside the repository. Without one the corpus
// laws are left out, and the log says so. INTERLINGUA_SAMPLE=1 takes a fixed sample of it.
//
// A golden is a text archive in testdata, one case a file; see TestAdapter.
package adapterstest
