package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// documentCommand is a command of the README that reads a document from a file.
var documentCommand = regexp.MustCompile(`(?m)^    go run \./cmd/interlingua ([^<#\n]+) < (\S+)$`)

// TestReadme has the commands that the README prints for documents do what they say.
func TestReadme(t *testing.T) {
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := documentCommand.FindAllStringSubmatch(string(text), -1)
	if len(found) < 4 {
		t.Fatalf("%d commands", len(found))
	}
	for _, m := range found {
		doc, err := os.ReadFile(filepath.Join(root, m[2]))
		if err != nil {
			t.Error(err)
			continue
		}
		code, out, told := command(string(doc), words(m[1])...)
		if code != 0 || out == "" {
			t.Errorf("%s: code %d, told %s", m[0], code, told)
		}
	}
}

// words splits a command line at spaces.
func words(line string) []string { return regexp.MustCompile(`\S+`).FindAllString(line, -1) }
