"""Why not: who may work on a case, and whether the centre may at all."""

from typing import Final

from core.domain.rules import Rule

SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    Rule.CERTIFIED.value: (
        "Who assesses or verifies is certified on that day.",
        "{person} has no certification in force. The last one ended: {ended}.",
        "An administrator can enter a certification; until then another assessor is needed.",
    ),
    Rule.IN_SCOPE.value: (
        "Certified assessors work within the scope of their certification.",
        "Unit {unit} is not in the scope of {person}.",
        "An administrator can enter a wider certification, or the advisor can assign another "
        "assessor.",
    ),
    Rule.CONFLICT_UNDECLARED.value: (
        "A conflict of interest, or that there is none, is declared for each case beforehand.",
        "{person} has not declared it for this case.",
        "The {mend} can declare it at the top of this page.",
    ),
    Rule.CONFLICT_UNHANDLED.value: (
        "A declared conflict of interest must be handled before the work goes on.",
        "{person} declared a conflict, and nobody else has decided yet what follows.",
        "An administrator who is somebody else decides it on this page, or the advisor assigns "
        "somebody else.",
    ),
    Rule.CONFLICT_REPLACED.value: (
        "Whoever was replaced for a conflict of interest does not work on the case.",
        "{person} was replaced.",
        "The advisor can assign somebody else.",
    ),
    Rule.CONFLICT_BY_ANOTHER.value: (
        "Nobody decides about an own conflict of interest.",
        "The declaration is {person}'s own.",
        "Another administrator can decide it. The centre can give the role to a second person.",
    ),
    Rule.NOTHING_DECLARED.value: (
        "Only a declared conflict of interest is decided about.",
        "This declaration names none, or a newer one stands in its place.",
        "The person can declare it at the top of the case.",
    ),
    Rule.TRAINING_UPKEEP.value: (
        "Who assesses or verifies keeps up the training that the agency requires.",
        "{person} has {hours} of {needs} hours for {framework} in the last {months} months.",
        "An administrator can enter training under Administration, Assessors.",
    ),
    Rule.CENTRE_ACCREDITED.value: (
        "Only an accredited centre assesses.",
        "The centre's accreditation ran until {until}.",
        "An administrator can enter the renewed accreditation.",
    ),
    Rule.CENTRE_AUTHORISED.value: (
        "A centre assesses under an agreement for each standard.",
        "No agreement for {framework} is in force today.",
        "An administrator can enter the agreement with the authority.",
    ),
    Rule.STANDARD_IN_FORCE.value: (
        "Only a version of a standard that is in force is assessed against.",
        "{framework} is not in force today; its status is “{status}”.",
        "The advisor can claim the unit of the version that is in force.",
    ),
    Rule.ADVISOR_NOT_ASSESSOR.value: (
        "Who advised a worker does not assess the same worker.",
        "{person} is the advisor of this case.",
        "The advisor can assign another certified assessor.",
    ),
    Rule.VERIFIER_INDEPENDENT.value: (
        "A second certified assessor verifies, who took no part in the case.",
        "{person} took part in this case.",
        "The advisor can assign another verifier.",
    ),
    Rule.SOMEONE_NEW.value: (
        "After a decision was found void, somebody new assesses and verifies.",
        "{person} took part in the void decision about {unit}.",
        "The advisor can assign another person.",
    ),
}
