package schema_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/canon/schema"
	"github.com/interlingua/interlingua/adapters/jsonx"
)

// FuzzLower checks what holds for every schema and all rules: no panic, valid JSON, places that exist in the source, the
// same result each time, nothing left to do for a second pass, and a quick look that never overlooks a change.
func FuzzLower(f *testing.F) {
	for _, c := range cases {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		for name, rules := range allRules {
			if !jsonx.ValidText(in) || jsonx.TooDeep(in) {
				if got := schema.Lower(in, rules, nil); got != in && !jsonx.ValidText(in) && !validButForDuplicates(in) {
					t.Fatalf("%s: changed what is no JSON", name)
				}
				continue
			}
			out := schema.Lower(in, rules, func(pointer, detail string) {
				if _, ok := jsonx.Lookup(in, pointer); !ok {
					t.Errorf("%s: reported %q (%s), which is not there", name, pointer, detail)
				}
			})
			if !jsonx.ValidText(out) {
				t.Fatalf("%s: wrote invalid JSON: %s", name, out)
			}
			if slow := schema.LowerSlowly(in, rules, nil); slow != out {
				t.Fatalf("%s: the quick look overlooked a change:\n%s\n%s", name, out, slow)
			}
			schema.Lower(out, rules, func(pointer, detail string) {
				t.Errorf("%s: a second pass found %q (%s) in\n%s\nmade of\n%s", name, pointer, detail, out, in)
			})
		}
	})
}

// validButForDuplicates reports whether a text is JSON apart from names that an object has twice.
func validButForDuplicates(in string) bool {
	var s jsonx.Scanner
	s.ResetText(in)
	return s.Finish() == nil
}
