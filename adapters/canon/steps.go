package canon

import (
	"strconv"
	"strings"
)

// Steps are the steps of a canonical path that are still to go, each still escaped as in a JSON Pointer. Locators walk them
// beside the document.
type Steps []string

// StepsOf gives the steps of a path; none for the whole.
func StepsOf(path string) Steps {
	if path == "" {
		return nil
	}
	return strings.Split(path[1:], "/")
}

// First gives the first step, "" where there is none.
func (s Steps) First() string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// After gives the steps after the first n.
func (s Steps) After(n int) Steps { return s[min(n, len(s)):] }

// Index reads the first step as a position in a list of n.
func (s Steps) Index(n int) (int, bool) {
	i, err := strconv.Atoi(s.First())
	return i, err == nil && i >= 0 && i < n
}

// Next takes the first step away and gives it, "" where there is none.
func (s *Steps) Next() string {
	first := s.First()
	*s = s.After(1)
	return first
}

// NextIndex is Index, and takes the step away where it is a position.
func (s *Steps) NextIndex(n int) (int, bool) {
	i, ok := s.Index(n)
	if ok {
		*s = s.After(1)
	}
	return i, ok
}

// Pointer gives the steps as a JSON Pointer.
func (s Steps) Pointer() string {
	if len(s) == 0 {
		return ""
	}
	return "/" + strings.Join(s, "/")
}

// Places is where the fields of a canonical message stand in its wire object, by their path without the leading slash. What is
// below a field stands at the same place, unless the place ends in a slash: then what is below stands under it in the same way.
type Places map[string]string

// Find gives the place of the longest path that the table has; false where it has none.
func (p Places) Find(s Steps) (string, bool) {
	for n := len(s); n > 0; n-- {
		at, ok := p[strings.Join(s[:n], "/")]
		if !ok {
			continue
		}
		if below, deep := strings.CutSuffix(at, "/"); deep {
			return below + s.After(n).Pointer(), true
		}
		return at, true
	}
	return "", false
}

// At gives the place that Find does, and "", the object itself, where it has none.
func (p Places) At(s Steps) string {
	at, _ := p.Find(s)
	return at
}
