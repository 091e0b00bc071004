package all

import (
	"slices"
	"testing"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestEveryDialectHasOneAdapter(t *testing.T) {
	var got []pb.Dialect
	for _, a := range All() {
		got = append(got, a.Dialect())
	}
	var want []pb.Dialect
	for d := range pb.Dialect_name {
		if d != 0 {
			want = append(want, pb.Dialect(d))
		}
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestByName(t *testing.T) {
	for _, name := range Names() {
		a := ByName(name)
		if a == nil || Name(a.Dialect()) != name {
			t.Errorf("%s gives %v", name, a)
		}
	}
	if a := ByName("dialect_chat"); a != nil {
		t.Errorf("a name that is none gives %v", a)
	}
	if a := Find(pb.Dialect_DIALECT_UNSPECIFIED); a != nil {
		t.Errorf("no dialect gives %v", a)
	}
}
