// Command openapi joins the OpenAPI documents that the generator makes of single proto files into one, and puts right what it
// cannot know of the HTTP/JSON interface: members have proto names, *_json fields stand as the JSON that they are, streams come
// in two forms. It is run by "make generate".
//
//	openapi OUT IN...
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: openapi OUT IN...")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

func run(out string, in []string) error {
	docs := make([]string, 0, len(in))
	for _, name := range in {
		text, err := os.ReadFile(filepath.Clean(name))
		if err != nil {
			return err
		}
		docs = append(docs, string(text))
	}
	text, err := join(docs)
	if err != nil {
		return err
	}
	return os.WriteFile(out, []byte(text), 0o644)
}
