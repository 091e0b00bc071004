package canon

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func (c *comparer) response(a, b *pb.GenerateResponse) {
	if a.Error == nil && b.Error != nil {
		c.differ("/candidates/0/finish", "the answer became an error, which has nothing of it")
		return
	}
	c.fields("", a, b)
	c.fields("/usage", plainUsage(a.Usage), plainUsage(b.Usage))
	c.fields("/error", a.Error, b.Error)
	c.fields("/prompt_block", a.PromptBlock, b.PromptBlock)
	if a.PromptBlock == nil || len(a.Candidates) > 0 || b.PromptBlock != nil {
		c.candidates(a.Candidates, b.Candidates) // else a finish without content may say that the prompt was refused
	}
	c.extensions(a.ProtoReflect(), b.ProtoReflect())
}

// candidates compares answers by their indexes. The first may be left unsaid where it is empty.
func (c *comparer) candidates(a, b []*pb.Candidate) {
	left := slices.Clone(b)
	for i, cand := range a {
		at := Path("candidates", i)
		var other *pb.Candidate
		if k := slices.IndexFunc(left, func(o *pb.Candidate) bool { return o.Index == cand.Index }); k >= 0 {
			other = left[k]
			left = slices.Delete(left, k, k+1)
		}
		if other == nil && (len(cand.Messages) > 0 || i > 0) {
			c.differ(at, "the candidate is gone")
			continue
		}
		c.candidate(at, cand, other)
	}
	for _, cand := range left {
		if len(cand.Messages) > 0 {
			c.differ("/candidates", fmt.Sprintf("the second alone has the candidate %d", cand.Index))
		}
	}
}

func (c *comparer) candidate(path string, a, b *pb.Candidate) {
	at := path + "/messages"
	c.said(at, conversation(at, a.Messages), conversation(at, b.GetMessages()),
		callLinks(at, a.Messages), callLinks(at, b.GetMessages()))
	c.fields(path+"/finish", a.Finish, b.GetFinish())
}

// plainUsage leaves out a total that is the sum.
func plainUsage(u *pb.Usage) *pb.Usage {
	if u.GetTotalTokens() != u.GetInputTokens()+u.GetOutputTokens() || u == nil {
		return u
	}
	plain := proto.CloneOf(u)
	plain.TotalTokens = nil
	return plain
}
