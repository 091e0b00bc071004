package gemini

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// Foresees implements adapters.Foreseer.
func (r *reader) Foresees() *pb.Finish {
	for _, ev := range r.queue[r.next:] {
		switch c := ev.Event.(type) {
		case *pb.GenerateEvent_MessageStart, *pb.GenerateEvent_Usage:
		case *pb.GenerateEvent_Finish:
			return c.Finish
		default:
			return nil
		}
	}
	return nil
}
