// Package validate tells whether a document is valid for its dialect, as strictly as the dialect's own service and
// clients are: members, types, words, limits, the order of tool turns, schema subsets, arithmetic of usage, the grammar
// of streams. It shares no code with the adapters, so that neither can hide a fault of the other.
//
// Problems are lines "pointer: reason", the pointer into the document, or into the list of its frames for streams. A
// request is judged in the normal form of its dialect, so that a pointer may spell a name as the dialect prefers.
//
// What a document may hold is said by tables (rule.go, rule_object.go, and the files of each dialect): every member that
// is not listed is a problem. What tables cannot say are laws, each with a name that its problems carry. Where the
// vendors' own machine-readable descriptions are at hand (spec.go), they give a second opinion.
//
// A new rule needs a case in the tests of its dialect that breaks it, and must hold for the real traffic of the corpus;
// what real services do against their own rules is listed, with the reason, beside the test of the corpus.
package validate
