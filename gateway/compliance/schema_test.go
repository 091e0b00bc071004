package compliance

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// The schemas as far as the compliance tests look: the members that must be there, and what each may be. Further members are
// nobody's concern.

// rule says what a value must be; "" is its verdict on one that is right.
type rule func(v any) string

// shape is an object: the rule of each member that must be there.
type shape map[string]rule

func (s shape) check(v any) string {
	o, ok := v.(map[string]any)
	if !ok {
		return "is no object"
	}
	names := make([]string, 0, len(s))
	for name := range s {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		m, ok := o[name]
		if !ok {
			return "/" + name + " is missing"
		}
		if problem := s[name](m); problem != "" {
			return "/" + name + problemOf(problem)
		}
	}
	return ""
}

// problemOf joins what is wrong to the place where it is.
func problemOf(problem string) string {
	if problem[0] == '/' {
		return problem
	}
	return " " + problem
}

func anything(any) string { return "" }

func text(v any) string {
	if _, ok := v.(string); !ok {
		return "is no string"
	}
	return ""
}

func filled(v any) string {
	if s, _ := v.(string); s == "" {
		return "is no string, or empty"
	}
	return ""
}

func number(v any) string {
	if _, ok := v.(json.Number); !ok {
		return "is no number"
	}
	return ""
}

func integer(v any) string {
	n, ok := v.(json.Number)
	if !ok {
		return "is no number"
	}
	if _, err := strconv.ParseInt(n.String(), 10, 64); err != nil {
		return "is no integer"
	}
	return ""
}

func boolean(v any) string {
	if _, ok := v.(bool); !ok {
		return "is no boolean"
	}
	return ""
}

// word is one of some words.
func word(words ...string) rule {
	return func(v any) string {
		if s, ok := v.(string); !ok || !slices.Contains(words, s) {
			return fmt.Sprintf("is %v, not one of %v", v, words)
		}
		return ""
	}
}

// orNull also takes null.
func orNull(r rule) rule {
	return func(v any) string {
		if v == nil {
			return ""
		}
		return r(v)
	}
}

// list is a list of one kind of thing.
func list(r rule) rule {
	return func(v any) string {
		l, ok := v.([]any)
		if !ok {
			return "is no list"
		}
		for i, e := range l {
			if problem := r(e); problem != "" {
				return "/" + strconv.Itoa(i) + problemOf(problem)
			}
		}
		return ""
	}
}

// byType is one of several objects, told apart by their type.
func byType(shapes map[string]shape) rule {
	return func(v any) string {
		o, ok := v.(map[string]any)
		if !ok {
			return "is no object"
		}
		typ, _ := o["type"].(string)
		s, ok := shapes[typ]
		if !ok {
			return fmt.Sprintf("has the type %q, which is not known", typ)
		}
		return s.check(o)
	}
}

// either takes what one of several rules takes.
func either(rules ...rule) rule {
	return func(v any) string {
		problem := ""
		for _, r := range rules {
			if problem = r(v); problem == "" {
				return ""
			}
		}
		return problem
	}
}
