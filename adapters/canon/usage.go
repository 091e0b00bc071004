package canon

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// Count is the value of an optional number; 0 where there is none.
func Count(p *int64) int64 {
	if p == nil {
		return 0
	}
	return *p
}

// UsageTotals gives the inclusive totals that an encoder writes: the input with cached tokens and those of hosted tools,
// the output with reasoning, and the total: their sum, or what the source states where that is more (some count reasoning
// nowhere else). u may be nil.
func UsageTotals(u *pb.Usage) (input, output, total int64) {
	input, output = u.GetInputTokens(), u.GetOutputTokens()
	return input, output, max(input+output, u.GetTotalTokens())
}

// FixUsage makes the output of a usage just read inclusive where the vendor left reasoning out of it: there is more
// reasoning than output, or the stated total only adds up with reasoning on top. It reports whether it changed the output;
// a decoder then keeps the spelling of the number that it read.
func FixUsage(u *pb.Usage) bool {
	if u == nil || u.OutputTokens == nil || u.GetReasoningTokens() == 0 {
		return false
	}
	output, reasoning := *u.OutputTokens, *u.ReasoningTokens
	excluded := reasoning > output
	if !excluded && u.TotalTokens != nil && u.InputTokens != nil {
		excluded = *u.TotalTokens == *u.InputTokens+output+reasoning
	}
	if excluded {
		output += reasoning
		u.OutputTokens = &output
	}
	return excluded
}

// MergeUsage lays a later count over an earlier one, member by member, and returns the result; earlier may be nil and is
// changed otherwise, down to the numbers that it points to. Later is not kept. Vendors repeat their counts in every piece of
// a stream: a count that is only another number costs no memory.
func MergeUsage(earlier, later *pb.Usage) *pb.Usage {
	if earlier == nil {
		earlier = &pb.Usage{}
	}
	if later == nil {
		return earlier
	}
	for _, m := range [...]struct {
		to   **int64
		from *int64
	}{
		{&earlier.InputTokens, later.InputTokens},
		{&earlier.CacheReadTokens, later.CacheReadTokens},
		{&earlier.CacheWriteTokens, later.CacheWriteTokens},
		{&earlier.CacheWrite_5MTokens, later.CacheWrite_5MTokens},
		{&earlier.CacheWrite_1HTokens, later.CacheWrite_1HTokens},
		{&earlier.ToolInputTokens, later.ToolInputTokens},
		{&earlier.InputAudioTokens, later.InputAudioTokens},
		{&earlier.InputImageTokens, later.InputImageTokens},
		{&earlier.OutputTokens, later.OutputTokens},
		{&earlier.ReasoningTokens, later.ReasoningTokens},
		{&earlier.OutputAudioTokens, later.OutputAudioTokens},
		{&earlier.OutputImageTokens, later.OutputImageTokens},
		{&earlier.TotalTokens, later.TotalTokens},
	} {
		switch {
		case m.from == nil:
		case *m.to == nil:
			n := *m.from
			*m.to = &n
		default:
			**m.to = *m.from
		}
	}
	earlier.Extensions = joinExtensions(earlier.Extensions, later.Extensions)
	return earlier
}
