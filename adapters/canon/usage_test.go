package canon_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// count is an optional number; below 0 stands for none.
func count(n int64) *int64 {
	if n < 0 {
		return nil
	}
	return &n
}

func usage(input, output, reasoning, total int64) *pb.Usage {
	return &pb.Usage{InputTokens: count(input), OutputTokens: count(output), ReasoningTokens: count(reasoning), TotalTokens: count(total)}
}

func TestUsageTotals(t *testing.T) {
	for _, c := range []struct {
		name                 string
		usage                *pb.Usage
		input, output, total int64
	}{
		{"nil", nil, 0, 0, 0},
		{"unset", &pb.Usage{}, 0, 0, 0},
		{"sum", usage(10, 5, 3, -1), 10, 5, 15},
		{"stated", usage(10, 5, 3, 15), 10, 5, 15},
		{"stated_more", usage(66, 6, 0, 100), 66, 6, 100},
		{"stated_less", usage(10, 5, 3, 12), 10, 5, 15},
		{"placeholder", usage(10, 5, -1, 0), 10, 5, 15},
	} {
		if input, output, total := canon.UsageTotals(c.usage); input != c.input || output != c.output || total != c.total {
			t.Errorf("%s: %d, %d, %d", c.name, input, output, total)
		}
	}
}

func TestFixUsage(t *testing.T) {
	for _, c := range []struct {
		name  string
		usage *pb.Usage
		want  int64 // output; below 0 for none
		fixed bool
	}{
		{"nil", nil, -1, false},
		{"no_output", usage(10, -1, 5, -1), -1, false},
		{"no_reasoning", usage(10, 5, -1, 15), 5, false},
		{"included", usage(10, 5, 3, 15), 5, false},
		{"all_is_reasoning", usage(10, 5, 5, 15), 5, false},
		{"more_reasoning_than_output", usage(61, 18, 137, 79), 155, true},
		{"excluded_by_the_total", usage(10, 100, 30, 140), 130, true},
		{"total_odd_for_another_reason", usage(10, 100, 30, 139), 100, false},
	} {
		fixed := canon.FixUsage(c.usage)
		got := int64(-1)
		if c.usage != nil && c.usage.OutputTokens != nil {
			got = *c.usage.OutputTokens
		}
		if got != c.want || fixed != c.fixed {
			t.Errorf("%s: output %d, %v", c.name, got, fixed)
		}
		if canon.FixUsage(c.usage) && c.name == "more_reasoning_than_output" {
			t.Errorf("%s: fixed twice", c.name)
		}
	}
}

// Every field there is must be merged, and nothing of the later count kept.
func TestMergeUsage(t *testing.T) {
	full := func(by int64) *pb.Usage {
		u := &pb.Usage{Extensions: []*pb.Extension{{At: "/a", MembersJson: `{"a":1}`}}}
		m := u.ProtoReflect()
		for i := range m.Descriptor().Fields().Len() {
			if fd := m.Descriptor().Fields().Get(i); !fd.IsList() {
				m.Set(fd, protoreflect.ValueOfInt64(by+int64(i)))
			}
		}
		return u
	}
	later := full(100)
	got := canon.MergeUsage(canon.MergeUsage(nil, full(0)), later)
	if d := cmp.Diff(full(100), got, protocmp.Transform()); d != "" {
		t.Error(d)
	}
	if canon.MergeUsage(got, &pb.Usage{}) != got || canon.MergeUsage(got, nil) != got {
		t.Error("the earlier count is not the result")
	}
	if d := cmp.Diff(full(100), got, protocmp.Transform()); d != "" {
		t.Error(d)
	}
	if n := testing.AllocsPerRun(10, func() { canon.MergeUsage(got, later) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	*later.InputTokens, later.Extensions[0].MembersJson = 0, "{}"
	if d := cmp.Diff(full(100), got, protocmp.Transform()); d != "" {
		t.Error(d)
	}
}

func TestCount(t *testing.T) {
	if canon.Count(nil) != 0 || canon.Count(count(7)) != 7 {
		t.Error("wrong count")
	}
}
