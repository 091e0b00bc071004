// Package translate joins the adapters of two dialects: it decodes what the one wrote and encodes it for the other, for
// requests, whole responses, streams and errors. It is the only place where two adapters meet, and it knows nothing of
// either but its interfaces. What an encoder reports as lost is located in the document that the source sent; whether
// that is acceptable is for a Policy to say. Both the server and the command line translate through it, also between a
// dialect and itself.
package translate
