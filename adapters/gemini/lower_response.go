package gemini

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// answer puts a response of another dialect into what Gemini can say, as lowerer does for requests. A stream uses it part
// by part.
type answer struct {
	x      *adapters.Exchange
	losses *adapters.Losses
	names  *canon.Names
}

func newAnswer(x *adapters.Exchange, losses *adapters.Losses) *answer {
	return &answer{x: x, losses: losses, names: canon.NewNames(x.Request, nameRule)}
}

// lowerResponse gives the response to write.
func lowerResponse(x *adapters.Exchange, resp *pb.GenerateResponse, losses *adapters.Losses) (*pb.GenerateResponse, error) {
	a := newAnswer(x, losses)
	canon.ReportForeignResponse(resp, own, losses)
	out := &pb.GenerateResponse{
		Origin: own, Id: resp.Id, Model: resp.Model, Usage: a.usage(resp.Usage), ServiceTier: a.tier(resp.ServiceTier),
		PromptBlock: a.block(resp.PromptBlock), Error: resp.Error, Extensions: resp.Extensions,
	}
	if out.Usage == nil && out.ServiceTier != nil {
		out.Usage = &pb.Usage{}
	}
	for i, c := range resp.Candidates {
		path := "/candidates/" + strconv.Itoa(i)
		candidate, err := a.candidate(c, path)
		if err != nil {
			return nil, err
		}
		out.Candidates = append(out.Candidates, candidate)
	}
	return out, nil
}

func (a *answer) candidate(c *pb.Candidate, path string) (*pb.Candidate, error) {
	a.logprobs(c, path)
	message := &pb.Message{Origin: own, Role: pb.Role_ROLE_ASSISTANT}
	seals := packer{sealer: a.x.Sealer}
	for i, m := range c.Messages {
		at := path + "/messages/" + strconv.Itoa(i)
		a.message(m, at)
		for j, p := range m.Parts {
			path := at + "/parts/" + strconv.Itoa(j)
			if wasCut(c.Finish) && p.GetToolCall() != nil {
				if _, exact := objectArguments(p.GetToolCall()); !exact {
					a.losses.Drop(path, toolsClass, "the call was cut before it was whole")
					continue
				}
			}
			parts := a.part(p, path)
			if p.GetCompaction() == nil {
				seals.add(p, seals.at)
			}
			if i := firstCall(parts); i >= 0 && parts[i].Seal == nil {
				seal, err := seals.seal(seals.at.parts)
				if err != nil {
					return nil, err
				}
				parts[i].Seal = seal
			}
			for _, p := range parts {
				seals.wrote(p)
			}
			message.Parts = append(message.Parts, parts...)
		}
	}
	parts, err := seals.carryLast(message.Parts)
	if err != nil {
		return nil, err
	}
	message.Parts = parts
	if len(message.Parts) > 0 {
		message.Form = pb.ContentForm_CONTENT_FORM_LIST
	}
	out := &pb.Candidate{Index: c.Index, Messages: []*pb.Message{message}, Extensions: c.Extensions}
	out.Finish = a.finish(c.Finish, path+"/finish", firstCall(message.Parts) >= 0)
	return out, nil
}

// message reports what a message says beside its parts.
func (a *answer) message(m *pb.Message, path string) {
	const class = pb.LossClass_LOSS_CLASS_METADATA
	drop := func(said bool, name string) {
		if said {
			a.losses.Drop(path+"/"+name, class, "contents have none")
		}
	}
	drop(m.Name != "", "name")
	drop(m.Phase != "", "phase")
	drop(m.Status != "" && m.Status != "completed", "status")
}
