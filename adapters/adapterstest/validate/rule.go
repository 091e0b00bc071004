package validate

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// rule holds one value against what its place takes.
type rule func(c *check, at string, v any)

// anything takes any value: what belongs to the user.
func anything(*check, string, any) {}

// str takes a string.
func str(c *check, at string, v any) { asText(c, at, v) }

func asText(c *check, at string, v any) (string, bool) {
	s, ok := v.(string)
	if !ok {
		c.fail(at, "is %s, not a string", kind(v))
	}
	return s, ok
}

// filled takes a string that is not empty.
func filled(c *check, at string, v any) {
	if s, ok := asText(c, at, v); ok && s == "" {
		c.fail(at, "is empty")
	}
}

// visible takes a string that is more than whitespace.
func visible(c *check, at string, v any) {
	if s, ok := asText(c, at, v); ok && strings.TrimSpace(s) == "" {
		c.fail(at, "is empty or only whitespace")
	}
}

// short takes a string of at most n characters.
func short(n int) rule {
	return func(c *check, at string, v any) {
		if s, ok := asText(c, at, v); ok && utf8.RuneCountInString(s) > n {
			c.fail(at, "has more than %d characters", n)
		}
	}
}

// matching takes a string of a form.
func matching(form string) rule {
	re := regexp.MustCompile(form)
	return func(c *check, at string, v any) {
		if s, ok := asText(c, at, v); ok && !re.MatchString(s) && !placeholder(s) {
			c.fail(at, "is not of the form %s", form)
		}
	}
}

// placeholder reports whether a recorder put its own text in the place of an id or a signature.
func placeholder(s string) bool { return strings.Contains(s, "REDACTED") }

// word takes one of a list of strings.
func word(words ...string) rule {
	return func(c *check, at string, v any) {
		if s, ok := asText(c, at, v); ok && !slices.Contains(words, s) {
			c.fail(at, "%.40q is none of %s", s, strings.Join(words, ", "))
		}
	}
}

// boolean takes true or false.
func boolean(c *check, at string, v any) {
	if _, ok := v.(bool); !ok {
		c.fail(at, "is %s, not a boolean", kind(v))
	}
}

// number takes a number within bounds.
func number(low, high float64) rule {
	return func(c *check, at string, v any) {
		n, ok := v.(json.Number)
		if !ok {
			c.fail(at, "is %s, not a number", kind(v))
			return
		}
		if f, err := n.Float64(); err != nil || f < low || f > high {
			c.fail(at, "%s is not within %g and %g", n, low, high)
		}
	}
}

// anyNumber takes a number.
func anyNumber(c *check, at string, v any) {
	if _, ok := v.(json.Number); !ok {
		c.fail(at, "is %s, not a number", kind(v))
	}
}

// integer takes a whole number within bounds, in whatever spelling.
func integer(low, high float64) rule {
	within := number(low, high)
	return func(c *check, at string, v any) {
		within(c, at, v)
		if n, ok := v.(json.Number); ok {
			if f, err := n.Float64(); err == nil && f != float64(int64(f)) {
				c.fail(at, "%s is not a whole number", n)
			}
		}
	}
}

// huge is a bound for numbers that have none.
const huge = 1 << 53

// tally takes a number of things: whole and not negative.
func tally(c *check, at string, v any) { integer(0, huge)(c, at, v) }

// nullable takes null too.
func nullable(r rule) rule {
	return func(c *check, at string, v any) {
		if v != nil {
			r(c, at, v)
		}
	}
}

// isNull takes null only.
func isNull(c *check, at string, v any) {
	if v != nil {
		c.fail(at, "is %s, not null", kind(v))
	}
}

// both holds a value against several rules.
func both(rules ...rule) rule {
	return func(c *check, at string, v any) {
		for _, r := range rules {
			r(c, at, v)
		}
	}
}

// kinds takes values of several JSON kinds, each with its own rule; a nil rule means that the kind is not taken.
type kinds struct{ text, list, object, number, boolean rule }

// oneKind chooses the rule by the kind of the value.
func oneKind(k kinds) rule {
	return func(c *check, at string, v any) {
		var r rule
		switch v.(type) {
		case string:
			r = k.text
		case []any:
			r = k.list
		case map[string]any:
			r = k.object
		case json.Number:
			r = k.number
		case bool:
			r = k.boolean
		}
		if r == nil {
			c.fail(at, "is %s, which has no place here", kind(v))
			return
		}
		r(c, at, v)
	}
}

// array takes an array of which every element obeys a rule.
func array(r rule) rule { return bounded(0, huge, r) }

// bounded takes an array of a certain length.
func bounded(low, high int, r rule) rule {
	return func(c *check, at string, v any) {
		l, ok := v.([]any)
		if !ok {
			c.fail(at, "is %s, not an array", kind(v))
			return
		}
		if len(l) < low || len(l) > high {
			c.fail(at, "has %d elements, not %s", len(l), span(low, high))
		}
		for i, e := range l {
			r(c, under(at, i), e)
		}
	}
}

func span(low, high int) string {
	if high == huge {
		return fmt.Sprintf("at least %d", low)
	}
	return fmt.Sprintf("%d to %d", low, high)
}

// ref stands for a named rule of the dialect, so that rules can be recursive.
func ref(name string) rule {
	return func(c *check, at string, v any) {
		r := c.defs[name]
		if r == nil {
			panic("no rule is called " + name)
		}
		r(c, at, v)
	}
}
