package validate

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// brokenCase is a valid document and what breaks it.
type brokenCase struct {
	// base names the document in testdata, edits what is done to it: "set POINTER JSON", "del POINTER", "ins POINTER JSON".
	base  string
	edits []string
	// want is a part of one of the problems; "" means that the document stays valid.
	want string
}

// document is a file of testdata: its dialect and kind are the first words of its name.
type document struct {
	dialect pb.Dialect
	kind    string
	value   any
}

func load(t *testing.T, name string) *document {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	value, found := decode(data)
	if len(found) > 0 {
		t.Fatalf("%s: %v", name, found)
	}
	words := strings.Split(name, "_")
	d := pb.Dialect_value["DIALECT_"+strings.ToUpper(words[0])]
	return &document{pb.Dialect(d), words[1], value}
}

// copy gives a document that can be edited by itself.
func (d *document) copy() *document { return &document{d.dialect, d.kind, deepCopy(d.value)} }

func deepCopy(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, m := range v {
			out[name] = deepCopy(m)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = deepCopy(e)
		}
		return out
	}
	return v
}

// problems tries the document. A request may have its path and headers beside its body.
func (d *document) problems() []string {
	switch d.kind {
	case "request":
		header := map[string][]string{}
		for name, v := range asObject(member(d.value, "header")) {
			header[name] = []string{v.(string)}
		}
		return Request(d.dialect, textOf(d.value, "path"), header, encode(member(d.value, "body")))
	case "response":
		return Response(d.dialect, encode(d.value))
	case "error":
		return Error(d.dialect, int(count(d.value, "status")), encode(member(d.value, "body")))
	}
	return Stream(d.dialect, []byte(d.sse()))
}

// sse writes a list of frames as an event stream. A frame may be text that stands as it is.
func (d *document) sse() string {
	var b strings.Builder
	for _, f := range d.value.([]any) {
		if raw, ok := f.(string); ok {
			b.WriteString(raw)
			continue
		}
		if name := textOf(f, "event"); name != "" {
			fmt.Fprintf(&b, "event: %s\n", name)
		}
		if mark, ok := member(f, "data").(string); ok {
			fmt.Fprintf(&b, "data: %s\n\n", mark)
			continue
		}
		fmt.Fprintf(&b, "data: %s\n\n", encode(member(f, "data")))
	}
	return b.String()
}

func encode(v any) []byte {
	out, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return out
}

// edit changes the document.
func (d *document) edit(t *testing.T, edits ...string) {
	t.Helper()
	for _, e := range edits {
		op, rest, _ := strings.Cut(e, " ")
		pointer, text, _ := strings.Cut(rest, " ")
		var v any
		if op != "del" {
			value, found := decode([]byte(text))
			if len(found) > 0 {
				t.Fatalf("%s: %v", e, found)
			}
			v = value
		}
		d.value = apply(t, d.value, strings.Split(pointer, "/")[1:], op, v)
	}
}

// apply does one edit below v.
func apply(t *testing.T, v any, steps []string, op string, to any) any {
	t.Helper()
	if len(steps) == 0 {
		return to
	}
	last := len(steps) == 1
	switch v := v.(type) {
	case map[string]any:
		name := strings.NewReplacer("~1", "/", "~0", "~").Replace(steps[0])
		switch {
		case last && op == "del":
			delete(v, name)
		default:
			v[name] = apply(t, v[name], steps[1:], op, to)
		}
		return v
	case []any:
		i := len(v)
		if steps[0] != "-" {
			n, err := strconv.Atoi(steps[0])
			if err != nil {
				t.Fatalf("%q is no index", steps[0])
			}
			i = n
		}
		switch {
		case last && op == "del":
			return slices.Delete(v, i, i+1)
		case last && op == "ins", i == len(v):
			return slices.Insert(v, i, apply(t, nil, nil, op, to))
		}
		v[i] = apply(t, v[i], steps[1:], op, to)
		return v
	}
	t.Fatalf("nothing to edit at %v in %s", steps, kind(v))
	return nil
}
