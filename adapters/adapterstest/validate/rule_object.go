package validate

import (
	"maps"
	"slices"
	"strings"
)

// fields lists the members of an object and their rules. A name that ends in "!" is required. The rule of the name ""
// holds for the object as a whole.
type fields map[string]rule

// object takes an object with the members of all lists, and no others.
func object(lists ...fields) rule { return newShape(lists).closed }

// open takes an object that may have further members.
func open(lists ...fields) rule { return newShape(lists).check }

// shape is what an object looks like, the names in a fixed order.
type shape struct {
	members  map[string]rule
	names    []string
	required []string
	whole    []rule
}

func newShape(lists []fields) *shape {
	s := &shape{members: map[string]rule{}}
	for _, list := range lists {
		for name, r := range list {
			bare := strings.TrimSuffix(name, "!")
			switch {
			case name == "":
				s.whole = append(s.whole, r)
				continue
			case bare != name:
				s.required = append(s.required, bare)
			}
			s.members[bare] = r
		}
	}
	s.names = slices.Sorted(maps.Keys(s.members))
	slices.Sort(s.required)
	return s
}

// check holds the known members against their rules.
func (s *shape) check(c *check, at string, v any) {
	o, ok := v.(map[string]any)
	if !ok {
		c.fail(at, "is %s, not an object", kind(v))
		return
	}
	for _, name := range s.required {
		if _, ok := o[name]; !ok {
			c.fail(under(at, name), "is missing")
		}
	}
	for _, name := range s.names {
		if m, ok := o[name]; ok {
			s.members[name](c, under(at, name), m)
		}
	}
	for _, r := range s.whole {
		r(c, at, v)
	}
}

// closed refuses members that the shape does not know.
func (s *shape) closed(c *check, at string, v any) {
	s.check(c, at, v)
	o, _ := v.(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(o)) {
		if _, known := s.members[name]; !known {
			c.fail(under(at, name), "is not a member that is known here")
		}
	}
}

// tagged takes an object whose shape follows from a word in one of its members. The shape "" is for objects without it.
func tagged(tag string, lists ...map[string]fields) rule {
	variants := map[string]fields{}
	for _, list := range lists {
		maps.Copy(variants, list)
	}
	return taggedOpen(tag, variants, object)
}

// taggedOpen is tagged with another way to build the rule of a shape.
func taggedOpen(tag string, variants map[string]fields, build func(...fields) rule) rule {
	rules := map[string]rule{}
	for name, f := range variants {
		rules[name] = build(f, fields{tag: str})
	}
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(variants)), func(s string) bool { return s == "" })
	return func(c *check, at string, v any) {
		o, ok := v.(map[string]any)
		if !ok {
			c.fail(at, "is %s, not an object", kind(v))
			return
		}
		name, isText := o[tag].(string)
		r := rules[name]
		switch {
		case r != nil && (isText || o[tag] == nil):
			r(c, at, v)
		case o[tag] == nil:
			c.fail(under(at, tag), "is missing")
		case !isText:
			c.fail(under(at, tag), "is %s, not a string", kind(o[tag]))
		default:
			c.fail(under(at, tag), "%.60q is none of %s", name, strings.Join(names, ", "))
		}
	}
}

// mapOf takes an object with members of any name that all obey a rule.
func mapOf(r rule) rule {
	return func(c *check, at string, v any) {
		o, ok := v.(map[string]any)
		if !ok {
			c.fail(at, "is %s, not an object", kind(v))
			return
		}
		for _, name := range slices.Sorted(maps.Keys(o)) {
			r(c, under(at, name), o[name])
		}
	}
}

// record takes any object: what belongs to the user.
func record(c *check, at string, v any) { mapOf(anything)(c, at, v) }

// exactlyOne demands that just one of several members is there.
func exactlyOne(names ...string) rule {
	return func(c *check, at string, v any) {
		n := 0
		for _, name := range names {
			if has(v, name) {
				n++
			}
		}
		if n != 1 {
			c.fail(at, "has %d of %s, not one", n, strings.Join(names, ", "))
		}
	}
}

// atMostOne demands that no two of several members are there.
func atMostOne(names ...string) rule {
	return func(c *check, at string, v any) {
		var found []string
		for _, name := range names {
			if has(v, name) {
				found = append(found, name)
			}
		}
		if len(found) > 1 {
			c.fail(at, "has %s together", strings.Join(found, " and "))
		}
	}
}
