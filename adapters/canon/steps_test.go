package canon_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
)

func TestStepsWalkAPath(t *testing.T) {
	s := canon.StepsOf("/messages/3/parts/1/text")
	if got := s.Next(); got != "messages" {
		t.Errorf("the first step is %q", got)
	}
	if _, ok := s.NextIndex(3); ok {
		t.Error("3 is no position in a list of 3")
	}
	if i, ok := s.NextIndex(4); !ok || i != 3 {
		t.Errorf("the position is %d, %t", i, ok)
	}
	if got := s.Pointer(); got != "/parts/1/text" {
		t.Errorf("the rest is %q", got)
	}
	if got := s.After(9); len(got) != 0 || got.First() != "" || got.Pointer() != "" {
		t.Errorf("after the end: %q", got)
	}
	if len(canon.StepsOf("")) != 0 {
		t.Error("the whole has steps")
	}
}

func TestPlacesFindTheLongestPath(t *testing.T) {
	p := canon.Places{"sampling": "/config", "sampling/stop": "/stops/", "sampling/top_p": "/topP"}
	for path, want := range map[string]string{
		"/sampling/top_p": "/topP", "/sampling/top_p/x": "/topP", "/sampling/seed": "/config", "/sampling/stop/2": "/stops/2",
		"/sampling/stop": "/stops", "/other": "",
	} {
		if got := p.At(canon.StepsOf(path)); got != want {
			t.Errorf("%s stands at %q, want %q", path, got, want)
		}
	}
}
