package validate

import (
	"errors"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	failing "github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// described holds a value against the vendor's own description, if there is one.
func (c *check) described(at string, d description, v any) {
	if s := specs()[d.file]; s != nil {
		c.describedBy(s, at, d.schema, v)
	}
}

// describedBy holds a value against a schema. It is a second opinion: it keeps still about places where something was
// found already.
func (c *check) describedBy(s *spec, at, name string, v any) {
	schema := s.schema(name)
	if schema == nil {
		return
	}
	var failure *jsonschema.ValidationError
	if !errors.As(schema.Validate(v), &failure) {
		return
	}
	leaf := gravest(failure)
	if isTag(leaf) {
		return // a kind of item that is newer than the description
	}
	place := at
	for _, step := range leaf.InstanceLocation {
		place = under(place, step)
	}
	if slices.ContainsFunc(c.problems, func(p string) bool { return strings.HasPrefix(p, place) }) {
		return // the tables said so, or know more
	}
	c.fail(place, "%s, says the vendor's schema %s", leaf.ErrorKind.LocalizedString(printer), name)
}

var printer = message.NewPrinter(language.English)

// describedEvent holds an event of a stream of Responses against its schema.
func (c *check) describedEvent(at string, v any) {
	if s := specs()["openai"]; s != nil {
		if name := s.events[textOf(v, "type")]; name != "" {
			c.describedBy(s, at, name, v)
		}
	}
}

// gravest finds the cause of a failure that tells most. Of the parts of a union that is the one whose tag fits, else the
// one that got furthest into the value; of what must hold together it is the tag, which says that the rest is not meant.
func gravest(e *jsonschema.ValidationError) *jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return e
	}
	_, union := e.ErrorKind.(*failing.AnyOf)
	best, score := e, -1
	for _, cause := range e.Causes {
		leaf := gravest(cause)
		n := weight(leaf)
		if isTag(leaf) && !union {
			if len(leaf.InstanceLocation) == len(e.InstanceLocation)+1 {
				return leaf
			}
			n = 0 // somewhere inside is a kind that is newer than the description
		}
		if n > score {
			best, score = leaf, n
		}
	}
	return best
}

// weight says how much a failure tells: more the deeper it lies; a tag that does not fit more than a wrong kind at the same
// place, and less than anything that is wrong where the tag fits.
func weight(e *jsonschema.ValidationError) int {
	n := 2*len(e.InstanceLocation) + 2
	switch k := e.ErrorKind.(type) {
	case *failing.Required:
		n += 2
	case *failing.Type:
		if slices.Equal(k.Want, []string{"null"}) {
			return 0
		}
	}
	if isTag(e) {
		n--
	}
	return n
}

// isTag reports whether a failure says only that a part of a union is not meant.
func isTag(e *jsonschema.ValidationError) bool {
	n := len(e.InstanceLocation)
	if n == 0 || e.InstanceLocation[n-1] != "type" && e.InstanceLocation[n-1] != "role" {
		return false
	}
	switch e.ErrorKind.(type) {
	case *failing.Enum, *failing.Const, *failing.Type:
		return true
	}
	return false
}
